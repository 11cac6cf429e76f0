/** In place of react-email's component for program text. */
export const CodeBlock = undefined;

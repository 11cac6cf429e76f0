interface Suite {
  children: (Suite | Case)[];
}
interface Case {
  type: 'test';
  errors: unknown[];
}
interface CircusState {
  rootDescribeBlock: Suite;
  unhandledErrors: unknown[];
}

/** Whether a test of this file failed. Jest tells no hook, so this reads the state its runner keeps. */
export function suiteFailed(): boolean {
  const symbol = Object.getOwnPropertySymbols(globalThis).find(
    ({ description }) => description === 'JEST_STATE_SYMBOL',
  );
  const state = symbol && (globalThis as unknown as Record<symbol, CircusState>)[symbol];
  return state ? state.unhandledErrors.length > 0 || failed(state.rootDescribeBlock) : false;
}

function failed(node: Suite | Case): boolean {
  return 'errors' in node ? node.errors.length > 0 : node.children.some(failed);
}

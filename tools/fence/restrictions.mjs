/** What is banned by syntax. ESLint does not merge a rule's options, so each kind of file gets its own list. */

const CLOCK = 'Take the time from the injected Clock, tx.now or an argument';
const CHANCE = 'Take ids and secrets from the injected Ids';
const SETTINGS = 'Settings are read once, in libs/config';
const TEXTS = 'Every sentence a person reads lives in a catalogue (*.en.ts)';

const clockProperties = [
  { object: 'Date', property: 'now', message: CLOCK },
  { object: 'Temporal', property: 'Now', message: CLOCK },
];
const chanceProperties = [
  { object: 'Math', property: 'random', message: CHANCE },
  { property: 'randomUUID', message: CHANCE },
];
const settingProperties = [{ object: 'process', property: 'env', message: SETTINGS }];

const clockSyntax = [
  { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: CLOCK },
  { selector: 'CallExpression[callee.name="Date"]', message: CLOCK },
];
const chanceSyntax = [{ selector: 'CallExpression[callee.name="randomUUID"]', message: CHANCE }];
const settingSyntax = [
  {
    selector: 'ImportDeclaration[source.value=/^(node:)?process$/]',
    message: 'Use the global process',
  },
  {
    selector: 'VariableDeclarator[init.name="process"] > ObjectPattern > Property[key.name="env"]',
    message: SETTINGS,
  },
];
const processSyntax = [
  {
    selector: 'MemberExpression[object.name="process"]',
    message: 'A pure library does not know its process',
  },
];
const textSyntax = [
  { selector: 'JSXText[value=/[A-Za-z\\u00C0-\\u024F]/]', message: TEXTS },
  {
    selector: 'JSXElement > JSXExpressionContainer > Literal[value=/[A-Za-z\\u00C0-\\u024F]/]',
    message: TEXTS,
  },
  {
    selector:
      'JSXElement > JSXExpressionContainer > TemplateLiteral > TemplateElement[value.cooked=/[A-Za-z\\u00C0-\\u024F]/]',
    message: TEXTS,
  },
  {
    selector:
      'JSXAttribute[name.name=/^(alt|title|placeholder|label|aria-label|aria-description)$/] > Literal[value=/[A-Za-z\\u00C0-\\u024F]/]',
    message: TEXTS,
  },
];

const rules = (properties, syntax) => ({
  'no-restricted-properties': ['error', ...properties],
  'no-restricted-syntax': ['error', ...syntax],
});

const allProperties = [...clockProperties, ...chanceProperties, ...settingProperties];
const allSyntax = [...clockSyntax, ...chanceSyntax, ...settingSyntax];

/** Configuration blocks; a later block replaces an earlier one for its files. */
export function restrictions({ pureFiles, textFiles, tests }) {
  return [
    { files: ['**/*.{ts,tsx}'], rules: rules(allProperties, allSyntax) },
    { files: pureFiles, rules: rules(allProperties, [...allSyntax, ...processSyntax]) },
    { files: textFiles, rules: rules(allProperties, [...allSyntax, ...textSyntax]) },
    {
      files: ['libs/config/src/**/*.ts'],
      rules: rules([...clockProperties, ...chanceProperties], [...clockSyntax, ...chanceSyntax]),
    },
    {
      // The one place of each: the system's clock and ids, and the browser's.
      files: [
        'libs/persistence/src/{system,database}-clock.ts',
        'libs/persistence/src/system-ids.ts',
        'apps/web/src/browser-clock.ts',
        'apps/web/src/browser-ids.ts',
      ],
      rules: rules(settingProperties, settingSyntax),
    },
    {
      files: [
        ...['libs/testing/**', 'libs/embedded-postgres/**', 'apps/local/**', 'tools/**'],
        ...['apps/e2e/**', '*.config.*', 'apps/*/*.config.*'],
        ...tests,
      ],
      rules: { 'no-restricted-properties': 'off', 'no-restricted-syntax': 'off' },
    },
  ];
}

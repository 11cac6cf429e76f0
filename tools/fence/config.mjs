/** The whole lint configuration of a workspace at `root`. A function, so that a test can lint a planted one. */
import boundaries from 'eslint-plugin-boundaries';
import tseslint from 'typescript-eslint';
import { boundaryOptions, boundarySettings } from './boundaries.mjs';
import { noCycle } from './no-cycle.mjs';
import { restrictions } from './restrictions.mjs';
import { rooms, testFiles } from './rooms.mjs';

const TYPESCRIPT = ['**/*.{ts,tsx}'];

export function createConfig(root) {
  return [
    { ignores: ['**/dist/**', '**/node_modules/**', '.nx/**', '.data/**', '**/coverage/**'] },
    { linterOptions: { reportUnusedDisableDirectives: 'error' } },
    ...tseslint.configs.recommendedTypeChecked.map((part) => ({ ...part, files: TYPESCRIPT })),
    {
      files: TYPESCRIPT,
      // One program for the whole tree: one per room took twice as long, most of it spent on the same
      // declarations again.
      languageOptions: {
        parserOptions: { project: 'tsconfig.lint.json', tsconfigRootDir: root },
      },
      plugins: { boundaries, fence: { rules: { 'no-cycle': noCycle } } },
      settings: {
        ...boundarySettings(root),
        'import/resolver': { typescript: { project: root, alwaysTryTypes: true } },
      },
      rules: { ...typeRules, ...fenceRules },
    },
    { files: ['{apps,libs}/**/*.{ts,tsx}'], rules: { 'boundaries/no-unknown-files': 'error' } },
    ...restrictions({
      pureFiles: rooms.filter((room) => room.pure).map((room) => `${room.path}/src/**`),
      textFiles: ['apps/web/src/**/*.tsx', 'libs/messaging/src/**/*.tsx'],
      tests: testFiles,
    }),
    ...sizes(),
    { files: testFiles, rules: testRules },
    { files: ['**/*.{js,mjs,cjs}'], rules: plainRules },
  ];
}

const typeRules = {
  // Files with decorators are left alone by this rule: what Nest injects must stay a value import.
  '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
  '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'as' }],
  '@typescript-eslint/no-explicit-any': 'error',
  '@typescript-eslint/no-floating-promises': 'error',
  '@typescript-eslint/no-misused-promises': [
    'error',
    { checksVoidReturn: { attributes: false } }, // onClick={async () => ...} is React's own way
  ],
  '@typescript-eslint/no-unused-vars': [
    'error',
    { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
  ],
  '@typescript-eslint/restrict-template-expressions': [
    'error',
    { allowNumber: true, allowBoolean: true },
  ],
  // A method may be async because its interface is.
  '@typescript-eslint/require-await': 'off',
  '@typescript-eslint/switch-exhaustiveness-check': [
    'error',
    { considerDefaultExhaustiveForUnions: true },
  ],
  eqeqeq: ['error', 'always', { null: 'ignore' }],
  'no-console': 'error',
};

const fenceRules = {
  'boundaries/dependencies': ['error', boundaryOptions],
  'fence/no-cycle': 'error',
};

const testRules = {
  '@typescript-eslint/no-unsafe-argument': 'off',
  '@typescript-eslint/no-unsafe-assignment': 'off',
  '@typescript-eslint/no-unsafe-call': 'off',
  '@typescript-eslint/no-unsafe-member-access': 'off',
  '@typescript-eslint/no-unsafe-return': 'off',
  '@typescript-eslint/unbound-method': 'off',
};

const plainRules = {
  'no-unreachable': 'error',
  'no-dupe-keys': 'error',
  eqeqeq: ['error', 'always', { null: 'ignore' }],
  'prefer-const': 'error',
};

function sizes() {
  const count = { skipComments: true, skipBlankLines: true };
  return [
    {
      files: ['**/*.{ts,tsx,mjs}'],
      rules: {
        'max-lines': ['error', { max: 350, ...count }],
        'max-lines-per-function': ['error', { max: 50, ...count }],
      },
    },
    {
      files: testFiles,
      rules: {
        'max-lines': ['error', { max: 600, ...count }],
        'max-lines-per-function': 'off',
      },
    },
    {
      files: ['**/*.data.ts', '**/*.cases.ts', '**/*.en.ts', 'migrations/src/**'],
      rules: { 'max-lines': 'off', 'max-lines-per-function': 'off' },
    },
    {
      // These talk to a person at a terminal.
      files: ['tools/**', 'apps/local/**', 'apps/e2e/**'],
      rules: { 'no-console': 'off' },
    },
  ];
}

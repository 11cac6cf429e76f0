/** Packages that ship ES modules only: Jest runs CommonJS, so these are transformed like our own files. */
const esModules = [
  ...['@nestjs/', 'file-type', 'strtok3', 'token-types', 'uint8array-extras', '@borewit/'],
  ...['@tokenizer/', 'load-esm', 'cookie/', 'content-disposition/'],
  ...['better-auth', '@better-auth/', 'better-call', '@better-fetch/', 'jose', 'nanostores'],
  ...['@noble/', 'kysely', 'rou3', 'defu', 'uncrypto', 'temporal-'],
  ...['request-filtering-agent'],
];

const swc = [
  '@swc/jest',
  {
    jsc: {
      parser: { syntax: 'typescript', tsx: true, decorators: true },
      transform: {
        legacyDecorator: true,
        decoratorMetadata: true,
        useDefineForClassFields: false,
        react: { runtime: 'automatic' },
      },
      target: 'es2023',
      keepClassNames: true,
    },
    module: { type: 'commonjs' },
    sourceMaps: 'inline',
  },
];

// `<T>(x: T) => x` is TypeScript in a .ts file, and a tag in a .tsx file: two parsers.
const parser = swc[1].jsc.parser;
const swcWithoutJsx = [
  swc[0],
  { ...swc[1], jsc: { ...swc[1].jsc, parser: { ...parser, tsx: false } } },
];

const common = {
  testEnvironment: 'node',
  transform: { '\\.tsx$': swc, '\\.(ts|js|mjs)$': swcWithoutJsx },
  // No mail of ours shows program text; the languages it could be in take every suite most of a second.
  moduleNameMapper: { '/code-block/code-block\\.cjs$': '<rootDir>/tools/jest/no-code-block.mjs' },
  transformIgnorePatterns: [`/node_modules/(?!(${esModules.join('|')}))`],
  moduleFileExtensions: ['ts', 'tsx', 'mjs', 'js', 'cjs', 'json', 'node'],
  // Built apps repeat the names of their sources.
  modulePathIgnorePatterns: ['/dist/', '<rootDir>/\\.nx/', '<rootDir>/\\.data/'],
  coverageProvider: 'v8',
};

const rooms = '<rootDir>/{apps,libs,migrations,tools}';

export default {
  // Jest reads it here only; unit suites are nowhere near it.
  testTimeout: 180_000,
  projects: [
    { ...common, displayName: 'unit', testMatch: [`${rooms}/**/*.spec.{ts,tsx}`] },
    {
      ...common,
      displayName: 'integration',
      testMatch: [`${rooms}/**/*.int-spec.{ts,tsx}`],
      globalSetup: '<rootDir>/tools/jest/postgres-setup.mjs',
      globalTeardown: '<rootDir>/tools/jest/postgres-teardown.mjs',
    },
    {
      ...common,
      displayName: 'journeys',
      testMatch: [`${rooms}/**/*.e2e-spec.{ts,tsx}`],
      globalSetup: '<rootDir>/tools/jest/product-setup.mjs',
      globalTeardown: '<rootDir>/tools/jest/product-teardown.mjs',
    },
  ],
};

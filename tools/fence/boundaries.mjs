/** The table of rooms.mjs as settings and policies of eslint-plugin-boundaries. The last policy that matches wins. */
import { purePackages, rooms, serverPackages, testFiles, testsAlsoKnow } from './rooms.mjs';

const names = (list) => ({ element: { types: { anyOf: list } } });
const isTest = { file: { categories: 'test' } };
const isNoTest = { file: { categories: { noneOf: ['test'] } } };
const packages = (list) => ({ module: { origin: 'external', source: list } });
const core = { module: { origin: 'core' } };
const pureRooms = rooms.filter((room) => room.pure).map((room) => room.name);
const browserRooms = rooms.filter((room) => room.browser).map((room) => room.name);
const roomsWithDoor = rooms.map((room) => room.name).filter((name) => name !== 'migrations');

export function boundarySettings(root) {
  return {
    'boundaries/root-path': root,
    'boundaries/legacy-warnings': false,
    'boundaries/elements': rooms.map(({ name, path }) => ({
      type: name,
      pattern: path,
      partialMatch: false,
    })),
    'boundaries/files': [
      { category: 'test', pattern: testFiles },
      { category: 'code', pattern: rooms.map(({ path }) => `${path}/**`) },
    ],
    'boundaries/additional-dependency-nodes': [
      { selector: 'TSImportType Literal', kind: 'type', name: 'import-type' },
      {
        selector: 'CallExpression[callee.object.name=jest] > Literal.arguments:first-child',
        kind: 'value',
        name: 'jest-mock',
      },
    ],
  };
}

export const boundaryOptions = {
  default: 'disallow',
  checkAllOrigins: true,
  checkUnknownLocals: true,
  checkInternals: true,
  message: '{{from.element.types}} may not know {{dependency.source}} (tools/fence/rooms.mjs)',
  policies: [
    { allow: { to: { module: { origin: ['external', 'core'] } } } },
    { allow: { dependency: { relationship: { to: 'internal' } } } },
    ...rooms
      .filter((room) => room.knows.length > 0)
      .map((room) => ({ from: names([room.name]), allow: { to: names(room.knows) } })),
    { from: isTest, allow: { to: names(testsAlsoKnow) } },
    ...rooms.map(relativePathIntoAnotherRoom),
    ...roomsWithDoor.map(ownDoor),
    {
      from: isNoTest,
      disallow: { to: isTest },
      message: 'Test code may only be known by tests',
    },
    {
      disallow: { to: packages(['@limber/*']) },
      message: 'A room is only known by its door: this path does not exist or is not exported',
    },
    ...edgeOf(pureRooms, 'A pure library does no I/O and knows no framework', [
      core,
      packages([`!{${purePackages.join(',')}}`]),
    ]),
    ...edgeOf(browserRooms, 'This does not run in a browser', [core, packages(serverPackages)]),
  ],
};

function relativePathIntoAnotherRoom({ name }) {
  return {
    from: names([name]),
    disallow: {
      to: { element: { types: { noneOf: [name] } } },
      dependency: { source: '!@limber/**' },
    },
    message: 'Another room is known by its package name, never by a path',
  };
}

function ownDoor(name) {
  return {
    from: names([name]),
    disallow: { to: { element: { types: { anyOf: [name] }, fileInternalPath: 'src/index.ts' } } },
    message: 'Nobody inside a room imports its door: import the file itself',
  };
}

function edgeOf(roomNames, message, targets) {
  const from = { ...names(roomNames), ...isNoTest };
  return targets.map((to) => ({ from, disallow: { to }, message }));
}

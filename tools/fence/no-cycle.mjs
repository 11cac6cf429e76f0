/**
 * No circle of imports, not even of types. import-x/no-cycle leaves type-only imports out, so this asks
 * TypeScript's own program, which is in memory for the typed rules anyway.
 */
import ts from 'typescript';

/** @type {WeakMap<ts.SourceFile, ts.SourceFile[]>} */
const knownImports = new WeakMap();

function importsOf(file, checker) {
  const known = knownImports.get(file);
  if (known) return known;
  const found = file.statements.flatMap((statement) => {
    const specifier = statement.moduleSpecifier;
    const symbol = specifier && checker.getSymbolAtLocation(specifier);
    const target = symbol?.declarations?.find(ts.isSourceFile);
    return target && !target.fileName.includes('/node_modules/') ? [target] : [];
  });
  knownImports.set(file, found);
  return found;
}

/** The files from `start` to `goal`, or undefined. */
function findPath(start, goal, checker) {
  const cameFrom = new Map([[start, undefined]]);
  for (const file of cameFrom.keys()) {
    if (file === goal) return pathTo(goal, cameFrom);
    for (const next of importsOf(file, checker)) {
      if (!cameFrom.has(next)) cameFrom.set(next, file);
    }
  }
  return undefined;
}

function pathTo(goal, cameFrom) {
  const path = [];
  for (let file = goal; file; file = cameFrom.get(file)) path.unshift(file);
  return path;
}

const shortName = (file) => file.fileName.split('/').slice(-3).join('/');

export const noCycle = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { cycle: 'This import closes a circle: {{path}}' },
  },
  create(context) {
    const services = context.sourceCode.parserServices;
    if (!services?.program) return {};
    const checker = services.program.getTypeChecker();

    const check = (node) => {
      const own = services.esTreeNodeToTSNodeMap.get(context.sourceCode.ast);
      const symbol = checker.getSymbolAtLocation(services.esTreeNodeToTSNodeMap.get(node.source));
      const target = symbol?.declarations?.find(ts.isSourceFile);
      const path = target && findPath(target, own, checker);
      if (!path) return;
      const names = [own, ...path].map(shortName).join(' -> ');
      context.report({ node: node.source, messageId: 'cycle', data: { path: names } });
    };
    return {
      ImportDeclaration: check,
      ExportAllDeclaration: check,
      'ExportNamedDeclaration[source]': check,
    };
  },
};

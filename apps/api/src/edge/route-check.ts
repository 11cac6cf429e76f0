import type { Type } from '@nestjs/common';
import type { ModulesContainer } from '@nestjs/core';
import { ACCESS, type AccessPolicy } from './access.decorator.ts';

const PATH = 'path';
const METHOD = 'method';
const ARGUMENTS = '__routeArguments__';
/** Nest's numbers for what comes from outside: body, query, param. */
const FROM_OUTSIDE = new Set(['3', '4', '5']);

/**
 * A parameter without a schema is not validated and a route without a policy is open to all: both are
 * refused before the first request.
 */
export function faultsOfRoutes(controllers: Type[]): string[] {
  const faults: string[] = [];
  for (const controller of controllers) {
    const prototype = controller.prototype as Record<string, unknown>;
    for (const name of Object.getOwnPropertyNames(prototype)) {
      const handler = prototype[name];
      if (typeof handler !== 'function') continue;
      if (Reflect.getMetadata(PATH, handler) === undefined) continue;
      if (Reflect.getMetadata(METHOD, handler) === undefined) continue;
      const route = `${controller.name}.${name}`;
      const access = (Reflect.getMetadata(ACCESS, handler) ??
        Reflect.getMetadata(ACCESS, controller)) as AccessPolicy | undefined;
      if (!access) faults.push(`${route} has no access policy`);
      // Staff is somebody of one clinic: a path that names none would let any clinic's in.
      if (access?.kind === 'staff' && !pathOf(controller, handler).includes('/:clinic/')) {
        faults.push(`${route} is for staff but its path names no clinic`);
      }
      const parameters = Reflect.getMetadata(ARGUMENTS, controller, name) as
        Record<string, { index: number; schema?: unknown }> | undefined;
      for (const [key, { index, schema }] of Object.entries(parameters ?? {})) {
        const kind = key.split(':')[0] ?? '';
        if (FROM_OUTSIDE.has(kind) && !schema)
          faults.push(`${route} parameter ${index} has no schema`);
      }
    }
  }
  return faults;
}

const pathOf = (controller: Type, handler: object): string =>
  [Reflect.getMetadata(PATH, controller), Reflect.getMetadata(PATH, handler)].join('/') + '/';

export function assertRoutes(modules: ModulesContainer): void {
  const controllers = [...modules.values()].flatMap((module) =>
    [...module.controllers.values()].map(({ metatype }) => metatype as Type),
  );
  const faults = faultsOfRoutes(controllers);
  if (faults.length > 0) throw new Error(`The api refuses to start:\n  ${faults.join('\n  ')}`);
}

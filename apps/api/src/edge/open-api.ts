import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { Problem } from '@limber/contracts';
import { z } from 'zod';

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;
const A_PROBLEM = {
  description: 'Refused: problem+json with a stable code and a sentence to act on',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

/** Any route may refuse, and always in one shape. */
function addProblems(document: OpenAPIObject): OpenAPIObject {
  const { $schema: _, ...schema } = z.toJSONSchema(Problem);
  document.components = {
    ...document.components,
    schemas: { ...document.components?.schemas, Problem: schema as object },
  };
  for (const path of Object.values(document.paths)) {
    for (const method of METHODS) {
      const operation = path[method];
      if (operation) operation.responses['default'] = A_PROBLEM;
    }
  }
  return document;
}

/** OpenAPI 3.1 out of the schemas that validate; there is no second description. */
export function describeApi(app: INestApplication): void {
  const outline = new DocumentBuilder()
    .setTitle('Limber')
    .setDescription('Booking after training. Errors are RFC 9457 problem+json with a stable code.')
    .setVersion('1')
    .setOpenAPIVersion('3.1.0')
    .build();
  SwaggerModule.setup(
    'api/docs',
    app,
    () => addProblems(SwaggerModule.createDocument(app, outline)),
    { jsonDocumentUrl: 'api/openapi.json' },
  );
}

import type { Api } from './parts.ts';

/** The OpenAPI 3.1 document, made from the routes themselves. Its paths are relative to the server's. */
export function documentOf(api: Api) {
  api.openAPIRegistry.registerComponent('securitySchemes', 'key', { type: 'http', scheme: 'bearer' });
  return api.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Wheelhouse',
      version: '1',
      description: 'Lets programs do what people do with buttons. See docs/reference/http-api.md for the rest.',
    },
    servers: [{ url: '/api/v1' }],
    security: [{ key: [] }],
  });
}

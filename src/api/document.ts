import type { Api } from './parts.ts';

/** OpenAPI 3.1, made from the routes themselves. Paths begin at the server's. */
export function documentOf(api: Api) {
  api.openAPIRegistry.registerComponent('securitySchemes', 'key', { type: 'http', scheme: 'bearer' });
  return api.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Wheelhouse',
      version: '1',
      description: 'What people do with buttons, for programs. docs/reference/http-api.md says the rest.',
    },
    servers: [{ url: '/api/v1' }],
    security: [{ key: [] }],
  });
}

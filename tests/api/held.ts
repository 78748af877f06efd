import { z } from 'zod';
import type { Answer, Call } from './caller.ts';

type Schema = Record<string, unknown>;
interface Operation {
  operationId: string;
  responses: Record<string, { content: Record<string, { schema: Schema }> }>;
}
export interface Document {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
}

/** The same caller, which takes no answer that is not as the document says; `seen` are the operations that answered well. */
export function held(call: Call, document: Document) {
  const seen = new Set<string>();
  const checked: Call = async (method, path, sent) => {
    const answer = await call(method, path, sent);
    const operation = operationAt(document, method, path);
    if (!operation) throw new Error(`The document has no ${method} ${path}`);
    if (answer.status < 400) seen.add(operation.operationId);
    check(document, operation, answer);
    return answer;
  };
  return { call: checked, seen };
}

function operationAt({ paths }: Document, method: string, path: string): Operation | undefined {
  const [plain = ''] = path.split('?');
  const exact = paths[plain];
  const found =
    exact ??
    Object.entries(paths).find(([template]) =>
      new RegExp(`^${template.replace(/\{\w+\}/g, '[^/]+')}$`).test(plain),
    )?.[1];
  return found?.[method.toLowerCase()];
}

function check(document: Document, { operationId, responses }: Operation, answer: Answer): void {
  const response = responses[String(answer.status)] ?? responses['default'];
  const [type = ''] = (answer.headers.get('content-type') ?? '').split(';');
  const schema = response?.content[type]?.schema;
  if (!schema) throw new Error(`${operationId} may not answer ${answer.status} with ${type}`);
  const read = strict(z.fromJSONSchema(inline(document, schema) as z.core.JSONSchema.JSONSchema), answer.body);
  if (read !== null)
    throw new Error(`${operationId} answered ${answer.status}, but not as the document says:\n${read}`);
}

function strict(schema: z.ZodType, body: unknown): string | null {
  const read = schema.safeParse(body);
  return read.success ? null : z.prettifyError(read.error);
}

/** References as what they stand for; objects that allow nothing but what they name, so that what is unnamed is noticed. */
function inline(document: Document, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => inline(document, item));
  if (value === null || typeof value !== 'object') return value;
  const { $ref, ...rest } = value as { $ref?: string };
  if ($ref !== undefined) return inline(document, document.components.schemas[$ref.split('/').at(-1) ?? '']);
  if ('allOf' in rest) return merged(document, rest.allOf as Schema[]);
  const inner = Object.fromEntries(Object.entries(rest).map(([name, it]) => [name, inline(document, it)]));
  return 'properties' in inner && !('additionalProperties' in inner)
    ? { ...inner, additionalProperties: false }
    : inner;
}

/** What extends another schema, as one object. */
function merged(document: Document, parts: Schema[]): Schema {
  const all = parts.map((part) => inline(document, part) as { properties?: Schema; required?: string[] });
  return {
    type: 'object',
    properties: Object.assign({}, ...all.map(({ properties }) => properties ?? {})) as Schema,
    required: all.flatMap(({ required }) => required ?? []),
    additionalProperties: false,
  };
}

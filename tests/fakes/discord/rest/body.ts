import type { IncomingHttpHeaders } from 'node:http';
import { isObject, type Json } from '../limits/faults.ts';
import type { Upload } from '../world/things.ts';

export interface Body {
  body: Json;
  /** Null: it was no list. */
  list: unknown[] | null;
  files: Upload[];
}

function parsed(text: string): unknown {
  if (text === '') return {};
  return JSON.parse(text);
}

async function readForm(raw: Buffer, type: string, nextId: () => string): Promise<Body> {
  const form = await new Response(raw as Uint8Array<ArrayBuffer>, { headers: { 'content-type': type } }).formData();
  const files: Upload[] = [];
  for (const [name, value] of form)
    if (name.startsWith('files[') && typeof value !== 'string')
      files.push({ id: nextId(), name: value.name, text: await value.text() });
  const payload = form.get('payload_json');
  const body = parsed(typeof payload === 'string' ? payload : '');
  return { body: isObject(body) ? body : {}, list: null, files };
}

/** JSON, or a form of files with the rest in `payload_json`; null when it is neither. */
export async function readBody(raw: Buffer, headers: IncomingHttpHeaders, nextId: () => string): Promise<Body | null> {
  const type = headers['content-type'] ?? '';
  try {
    if (type.startsWith('multipart/form-data')) return await readForm(raw, type, nextId);
    const body = parsed(raw.toString());
    return { body: isObject(body) ? body : {}, list: Array.isArray(body) ? body : null, files: [] };
  } catch {
    return null;
  }
}

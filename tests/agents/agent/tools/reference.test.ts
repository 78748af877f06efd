import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { toolNames } from '../../../../src/core/stage/call.ts';

it('is told, tool by tool, in the reference', () => {
  const page = readFileSync(new URL('../../../../docs/reference/agent-tools.md', import.meta.url), 'utf8');
  const rows = [...page.matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name);
  expect(rows.sort()).toEqual([...toolNames].sort());
});

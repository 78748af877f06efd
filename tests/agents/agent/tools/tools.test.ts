import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Tool } from '../../../../src/agents/agent/tools/tool.ts';
import { toolsOf } from '../../../../src/agents/agent/tools/tools.ts';
import type { AgentStage } from '../../../../src/core/project/stage.ts';
import type { Assignment } from '../../../../src/core/stage/executor.ts';
import { assignmentOf, stageOf } from '../../stage.ts';
import { Bench, callOf, use } from './bench.ts';

let bench: Bench;
beforeEach(() => {
  bench = new Bench();
});
afterEach(() => bench.remove());

async function toolsWith(fields: object, more: Partial<Assignment> = {}): Promise<Map<string, Tool>> {
  const stage = stageOf({ do: 'agent', role: 'editor', brief: 'Work.', ...fields }) as AgentStage;
  const machine = { host: {}, workspaces: bench.outside };
  const assignment = { ...assignmentOf(stage, more), stage };
  const ground = { machine, workspace: await bench.workspace(), assignment };
  return new Map(toolsOf(ground).map((it) => [it.name, it]));
}

const everything = {
  tools: ['list', 'read', 'search', 'write', 'edit', 'ask', 'propose'],
  commands: { test: { run: 'true' } },
  shell: {},
};

describe('the tools of a stage', () => {
  it('are those that it declares, and no others', async () => {
    expect([...(await toolsWith({})).keys()]).toEqual(['list', 'read', 'search']);
    expect([...(await toolsWith({ tools: ['ask', 'ask'] })).keys()]).toEqual(['ask']);
    expect([...(await toolsWith({ tools: [] })).keys()]).toEqual([]);
    const all = [...everything.tools, 'command', 'shell'];
    expect([...(await toolsWith(everything)).keys()]).toEqual(all);
  });

  it('are described in ways that a model’s endpoint takes', async () => {
    for (const tool of (await toolsWith(everything)).values()) {
      expect(z.toJSONSchema(tool.input, { io: 'input' })).toMatchObject({ type: 'object' });
      // OpenAI's limit.
      expect(tool.description.length).toBeLessThan(1024);
    }
  });
});

describe('ask', () => {
  it('is a question to people, with different answers to choose from', async () => {
    const ask = (await toolsWith({ tools: ['ask'] })).get('ask')!;
    const input = { question: ' Keep the old\u0007 name? ', options: ['Yes', 'No ', 'Yes'] };
    expect(callOf(ask, input)).toEqual({
      tool: 'ask',
      shown: 'Keep the old name?\n- Yes\n- No',
      about: null,
      question: { text: 'Keep the old name?', options: ['Yes', 'No'] },
      proposal: null,
    });
    expect(ask.input.safeParse({ question: '  ' }).success).toBe(false);
    expect(ask.input.safeParse({ question: 'Which?', options: ['1', '2', '3', '4', '5'] }).success).toBe(false);
  });

  it('is never work of its own', async () => {
    const ask = (await toolsWith({ tools: ['ask'] })).get('ask')!;
    await expect(use(ask, { question: 'Which?' })).rejects.toThrow('bug: a question');
  });
});

describe('propose', () => {
  const given = { inputs: { history: 'abc' }, draft: 'A report.' };

  it('proposes a text for what the agent was given, and shows people all of it', async () => {
    const propose = (await toolsWith({ tools: ['propose'] }, given)).get('propose')!;
    const input = { artifact: 'history', text: 'abcd\0\r\n', why: 'It lacked an end.' };
    expect(callOf(propose, input)).toMatchObject({
      shown: 'history\nIt lacked an end.\n\nabcd\n',
      proposal: { artifact: 'history', text: 'abcd\n', why: 'It lacked an end.' },
    });
    expect(callOf(propose, { ...input, artifact: 'notes' }).proposal?.artifact).toBe('notes');
    expect(await use(propose, input)).toMatch(/was proposed/);
  });

  it('refuses what the agent was not given, and what is too long to be shown', async () => {
    const propose = (await toolsWith({ tools: ['propose'] }, given)).get('propose')!;
    const input = { artifact: 'plan', text: 'x', why: 'Why not.' };
    expect(await use(propose, input)).toBe('Not done: You were given no artifact "plan". There are: history, notes.');
    expect(await use(propose, { ...input, artifact: 'history', text: 'x'.repeat(100_000) })).toContain('too long');
    const none = (await toolsWith({ tools: ['propose'] })).get('propose')!;
    expect(await use(none, input)).toBe('Not done: You were given no artifact "plan". There is none.');
  });
});

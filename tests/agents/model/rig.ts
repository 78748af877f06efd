import { z } from 'zod';
import type { AgentModel, AgentReply, OfferedTool, Talk } from '../../../src/agents/model/agent-model.ts';
import { remoteAgent } from '../../../src/agents/model/remote-agent.ts';
import type { Turn } from '../../../src/agents/model/turn.ts';
import type { FakeModel } from '../../fakes/model/server.ts';

export const read: OfferedTool = { name: 'read', description: 'Reads a file.', input: z.object({ path: z.string() }) };
export const house = (text: string): Turn => ({ by: 'house', text });
export const talkOf = (...turns: Turn[]): Talk => ({ system: 'You are Ines.', turns, closing: false });

/** A model with a price, behind this endpoint. */
export const agentOf = ({ fake }: { fake: FakeModel }): AgentModel =>
  remoteAgent(
    {
      name: 'fake-1',
      price: { input: 3, output: 15 },
      rehearsal: false,
      declared: { name: 'fake-1', max_output: 1000 },
    },
    {
      baseUrl: fake.baseUrl,
      apiKey: 'key-for-tests',
      source: { baseUrl: 'MODEL_BASE_URL', apiKey: 'MODEL_API_KEY', name: 'MODEL_NAME' },
    },
  );

export const ask = (used: { fake: FakeModel }, talk: Talk, tools = [read]): Promise<AgentReply> =>
  agentOf(used).call(talk, tools, new AbortController().signal);

import type { ChatRequest } from '../../fakes/model/request.ts';
import { startFakeModel, type Behaviour } from '../../fakes/model/server.ts';

/** What the engineer is asked: it thinks about that until it is let answer. */
interface Thought {
  request: ChatRequest;
  answer: (answer: Behaviour) => void;
}

/** The role's model, played by a test. */
export interface Engineer {
  baseUrl: string;
  /** Everything that it was ever asked. */
  requests: readonly ChatRequest[];
  /** Resolves when it is asked the next time. */
  asked(): Promise<Thought>;
  /** So many answers, one after the other, to whatever it is asked. */
  answers(...answers: Behaviour[]): Promise<void>;
  close(): Promise<void>;
}

export async function startEngineer(): Promise<Engineer> {
  const fake = await startFakeModel();
  const thoughts: Thought[] = [];
  const waiting: ((thought: Thought) => void)[] = [];
  const think = (): Promise<void> =>
    new Promise((resolve) => {
      fake.meanwhile = think;
      const answer = (given: Behaviour): void => {
        fake.script.push(given);
        resolve();
      };
      const thought = { request: fake.requests.at(-1)!, answer };
      const waits = waiting.shift();
      if (waits) waits(thought);
      else thoughts.push(thought);
    });
  fake.meanwhile = think;

  const asked = async (): Promise<Thought> => thoughts.shift() ?? new Promise((resolve) => waiting.push(resolve));
  return {
    ...{ baseUrl: fake.baseUrl, requests: fake.requests, asked },
    answers: async (...answers) => {
      for (const given of answers) (await asked()).answer(given);
    },
    close: () => fake.close(),
  };
}

type Input = Record<string, unknown>;

/** Calls a tool, and says why. */
export const calls = (name: string, input: Input, text?: string): Behaviour => ({
  kind: 'calls',
  calls: [{ name, input }],
  ...(text !== undefined && { text }),
});

/** All that people and tools have said to it. */
export const heard = ({ messages }: ChatRequest): string => messages.map(({ content }) => content ?? '').join('\n\n');

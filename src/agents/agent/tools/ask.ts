import { z } from 'zod';
import { plain } from '../../text.ts';
import { calls, type Tool } from './tool.ts';

const input = z.object({
  question: z.string().trim().min(1).max(2000).describe('The question, understandable without the talk before it.'),
  options: z
    .array(z.string().trim().min(1).max(75))
    .max(4)
    .default([])
    .describe('Answers to choose from, each a few words. People can always answer in words of their own.'),
});

const description =
  'Asks the people of this project a question, and waits until one of them answers: that can take minutes or days. Ask where a person has to decide or alone knows, and never for what your other tools can find out.';

/** The rules open a question for people, and their answer is the result: so `run` is never called. */
export const askTool = (): Tool<z.infer<typeof input>> => ({
  name: 'ask',
  description,
  input,
  repeatable: () => true,
  call: (given) => {
    const question = plain(given.question);
    const options = [...new Set(given.options.map(plain))];
    const shown = [question, ...options.map((it) => `- ${it}`)].join('\n');
    return { ...calls('ask', shown), question: { text: question, options } };
  },
  run: () =>
    Promise.reject(new Error('bug: a question was begun as if it were work, instead of waiting for its answer')),
});

import { z } from 'zod';
import { mostProposals } from '../../../core/run/call.ts';
import { longestCall } from '../../../core/stage/call.ts';
import { plain } from '../../text.ts';
import type { Refused } from '../workspace/refused.ts';
import { calls, type Tool } from './tool.ts';

const input = z.object({
  artifact: z.string().max(80).describe('The name of the artifact.'),
  text: z.string().min(1).describe('All of its new text.'),
  why: z.string().trim().min(1).max(2000).describe('What it changes and why, for the people who decide.'),
});

/** `artifacts`: the names of those that the agent was given to read. Nobody should propose to replace a text that they have not read. */
export const proposeTool = (artifacts: readonly string[]): Tool<z.infer<typeof input>> => ({
  name: 'propose',
  description: `Proposes a new text for an artifact that you were given. People accept or reject it in their own time; nothing waits for that, and until then it stays as it is. There ${listOf(artifacts)}.`,
  input,
  repeatable: () => true,
  call: ({ artifact, ...given }) => {
    if (!artifacts.includes(artifact)) {
      return { refused: `You were given no artifact "${artifact}". There ${listOf(artifacts)}.` };
    }
    const [text, why] = [plain(given.text), plain(given.why)];
    const shown = `${artifact}\n${why}\n\n${text}`;
    if (shown.length <= longestCall) return { ...calls('propose', shown), proposal: { artifact, text, why } };
    return { refused: `The text is too long: at most ${longestCall.toLocaleString('en')} characters can be proposed.` };
  },
  run: async ({ artifact }) => `Your change to ${artifact} was proposed. People decide about it; go on without it.`,
});

/** The artifact was there when the agent was given it, and is gone since. */
export const goneArtifact = (artifact: string): Refused => ({
  refused: `There is no artifact "${artifact}" any more: it was taken back meanwhile. Go on without it.`,
});

export const tooManyProposals: Refused = {
  refused: `${mostProposals} proposals wait for people to decide, and no more may at once. Say in your report what else you would change.`,
};

const listOf = (artifacts: readonly string[]): string =>
  artifacts.length === 0 ? 'is none' : `${artifacts.length === 1 ? 'is' : 'are'}: ${artifacts.join(', ')}`;

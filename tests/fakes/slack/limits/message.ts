import { isObject } from './check.ts';
import { messageBlocks } from './blocks.ts';
import { type Refusal, refuse } from './refusal.ts';

/** “Messages over 40,000 characters” (https://docs.slack.dev/reference/methods/chat.postMessage): there cut short, here refused. */
const longestText = 40_000;

/**
 * Of all words in the blocks together. Not documented: Slack's own people speak of 12,000 “with a buffer for block containers”
 * (slackapi/bolt-js#2509); measured from outside, 9,597 passed and 11,341 did not (slackapi/bolt-js#2867).
 */
const longestBlocks = 10_000;

/** All strings that stand in a `text` field, however deep. */
export function wordsIn(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, it) => sum + wordsIn(it), 0);
  if (!isObject(value)) return 0;
  return Object.entries(value).reduce(
    (sum, [name, it]) => sum + (name === 'text' && typeof it === 'string' ? it.length : wordsIn(it)),
    0,
  );
}

/** Why Slack would refuse a message of this text and these blocks; null when it is a good one. */
export function refuseMessage(message: { text?: unknown; blocks?: unknown }): Refusal | null {
  const { text, blocks } = message;
  if (text !== undefined && typeof text !== 'string')
    return { error: 'invalid_arguments', messages: ['text: must be a string'] };
  if (text !== undefined && text.length > longestText) return { error: 'msg_too_long', messages: [] };
  if (blocks !== undefined && !Array.isArray(blocks)) return { error: 'invalid_blocks_format', messages: [] };
  const hasBlocks = blocks !== undefined && blocks.length > 0;
  if (!hasBlocks && (text ?? '').trim() === '') return { error: 'no_text', messages: [] };
  if (!hasBlocks) return null;
  const faults = refuse('invalid_blocks', messageBlocks, { value: blocks, pointer: '/blocks' });
  if (faults !== null) return faults;
  return wordsIn(blocks) > longestBlocks ? { error: 'msg_blocks_too_long', messages: [] } : null;
}

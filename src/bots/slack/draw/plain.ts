import type { PlainTextElement } from '@slack/types';
import { cap, visible } from '../../../core/cards/agent-text.ts';

/** Literal: no mrkdwn, no pings, no links, and `:smile:` stays what it is. Slack refuses an empty one. */
export const plain = (text: string, limit: number): PlainTextElement => {
  const shown = visible(text).trim();
  return { type: 'plain_text', text: cap(shown === '' ? '–' : shown, limit).text, emoji: false };
};

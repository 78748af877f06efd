import type { AlertBlock, RichTextBlock } from '@slack/types';
import { visible } from '../../../core/cards/agent-text.ts';
import { limits } from '../limits.ts';
import { plain } from './plain.ts';
import { richBlock, section, strong } from './rich.ts';

/** In modals only. What is longer than an alert may be stands in our own words, whole. */
export const drawAlert = (level: 'error' | 'warning', text: string): AlertBlock | RichTextBlock =>
  visible(text).length <= limits.alert
    ? { type: 'alert', level, text: plain(text, limits.alert) }
    : richBlock([section([strong(text)])]);

import type { AlertBlock, RichTextBlock } from '@slack/types';
import { visible } from '../../../core/cards/agent-text.ts';
import { limits } from '../limits.ts';
import { plain } from './plain.ts';
import { richBlock, section, strong } from './rich.ts';

/** For modals, the only place that takes alerts. A text that is too long for one becomes bold rich text, so that it isn't cut. */
export const drawAlert = (level: 'error' | 'warning', text: string): AlertBlock | RichTextBlock =>
  visible(text).length <= limits.alert
    ? { type: 'alert', level, text: plain(text, limits.alert) }
    : richBlock([section([strong(text)])]);

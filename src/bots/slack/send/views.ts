import { z } from 'zod';
import { refused, type Caller } from './call.ts';
import type { SlackApi } from './slack-api.ts';
import { limits } from '../limits.ts';

type Views = Pick<SlackApi, 'openView' | 'updateView' | 'publishHome'>;

/** A trigger that waits longer than this for its turn is of no use any more, in milliseconds. */
const openWithin = limits.triggerLife - 1_000;
const whileTheyWait = 10_000;

const lateOnes = [
  'expired_trigger_id',
  'exchanged_trigger_id',
  'invalid_trigger_id',
  'trigger_exchanged',
  'trigger_expired',
];
/** `hash_conflict`: somebody else changed it since it was seen. */
const goneOnes = ['not_found', 'hash_conflict', 'view_not_found'];
const absentOnes = ['user_not_found', 'not_enabled', 'user_disabled'];

const opened = z.looseObject({ view: z.looseObject({ id: z.string(), hash: z.string() }) });

export const createViews = (caller: Caller): Views => ({
  async openView(trigger, view) {
    const answer = await caller.send('views.open', { trigger_id: trigger, view }, { patience: openWithin });
    if (answer.ok) {
      const { id, hash } = opened.parse(answer.data).view;
      return { id, hash };
    }
    if (lateOnes.includes(answer.error)) return 'late';
    throw refused('views.open', answer);
  },

  async updateView(viewId, view, hash) {
    const args = { view_id: viewId, view, ...(hash === undefined ? {} : { hash }) };
    const answer = await caller.send('views.update', args, { patience: whileTheyWait });
    if (answer.ok) return 'updated';
    if (goneOnes.includes(answer.error)) return 'gone';
    throw refused('views.update', answer);
  },

  async publishHome(user, view) {
    const answer = await caller.send('views.publish', { user_id: user, view }, { key: user, urgency: 'progress' });
    if (answer.ok) return 'shown';
    if (absentOnes.includes(answer.error)) return 'absent';
    throw refused('views.publish', answer);
  },
});

import { z } from 'zod';
import { refused, type Caller } from './call.ts';
import type { SlackApi } from './slack-api.ts';
import { limits } from '../limits.ts';

type Views = Pick<SlackApi, 'openView' | 'updateView' | 'publishHome'>;

/** Milliseconds that a call may wait for its turn before its trigger expires. */
const openWithin = limits.triggerLife - 1_000;
const whileTheyWait = 10_000;

const lateErrors = [
  'expired_trigger_id',
  'exchanged_trigger_id',
  'invalid_trigger_id',
  'trigger_exchanged',
  'trigger_expired',
];
/** `hash_conflict`: somebody else changed it since it was seen. */
const goneErrors = ['not_found', 'hash_conflict', 'view_not_found'];
const absentErrors = ['user_not_found', 'not_enabled', 'user_disabled'];

const opened = z.looseObject({ view: z.looseObject({ id: z.string(), hash: z.string() }) });

export const createViews = (caller: Caller): Views => ({
  async openView(trigger, view) {
    const response = await caller.send('views.open', { trigger_id: trigger, view }, { patience: openWithin });
    if (response.ok) {
      const { id, hash } = opened.parse(response.data).view;
      return { id, hash };
    }
    if (lateErrors.includes(response.error)) return 'late';
    throw refused('views.open', response);
  },

  async updateView(viewId, view, hash) {
    const args = { view_id: viewId, view, ...(hash === undefined ? {} : { hash }) };
    const response = await caller.send('views.update', args, { patience: whileTheyWait });
    if (response.ok) return 'updated';
    if (goneErrors.includes(response.error)) return 'gone';
    throw refused('views.update', response);
  },

  async publishHome(user, view) {
    const response = await caller.send('views.publish', { user_id: user, view }, { key: user, urgency: 'progress' });
    if (response.ok) return 'shown';
    if (absentErrors.includes(response.error)) return 'absent';
    throw refused('views.publish', response);
  },
});

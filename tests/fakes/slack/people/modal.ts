import { viewClosed, viewSubmission } from '../payloads/interaction.ts';
import type { View } from '../world/view.ts';
import { settleSubmission } from './answered.ts';
import { fillIn, mind } from './form.ts';
import type { Person } from './person.ts';
import type { Self } from './self.ts';

/** The modal on top. */
export function modalOf({ slack, user }: Self): View {
  const view = slack.world.views.top(user.id);
  if (view === undefined) throw new Error(`No modal stands before ${user.name}.`);
  return view;
}

/** Filling in modals, sending and closing them. */
export const fillingIn = (self: Self): Pick<Person, 'fill' | 'submit' | 'closeDialog'> => ({
  fill: (values) => fillIn(modalOf(self), values),
  submit: async (values = {}) => {
    const { world, courier } = self.slack;
    const view = modalOf(self);
    if (view.given.submit === undefined) throw new Error('This modal has no submit button.');
    fillIn(view, values);
    view.problems = mind(view);
    if (Object.keys(view.problems).length > 0) return null;
    const delivery = courier.send('interactive', 'view_submission', viewSubmission(world, self.user, view));
    self.deliveries.push(delivery);
    settleSubmission(world, view, await delivery.first);
    return delivery;
  },
  closeDialog: async () => {
    if (self.asked !== null) return void (self.asked = null);
    const { world, courier } = self.slack;
    const view = modalOf(self);
    if (view.given.clear_on_close === true) world.views.clear(self.user.id);
    else world.views.pop(self.user.id);
    world.changed();
    if (view.given.notify_on_close !== true) return;
    const delivery = courier.send('interactive', 'view_closed', viewClosed(world, self.user, view));
    self.deliveries.push(delivery);
    await delivery.first;
  },
});

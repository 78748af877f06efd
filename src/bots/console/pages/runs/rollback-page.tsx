import type { FC } from 'hono/jsx';
import { rollbackForm } from '../../../../core/cards/forms/control-forms.ts';
import type { RunState } from '../../../../core/run/state.ts';
import { FormView } from '../../draw/form.tsx';
import { onPage } from '../../draw/hidden.tsx';
import { runPath } from './list-page.tsx';

/** The same form that a card's Rollback… opens, with a checkpoint chosen. Nothing happens before it is sent. */
export const RollbackForm: FC<{ state: RunState; to: string }> = ({ state, to }) => {
  const path = runPath(state.run.id);
  const form = rollbackForm(state, { values: { checkpoint: to }, problems: {} });
  return <FormView form={form} spot={onPage(path)} back={path} />;
};

import type { FC } from 'hono/jsx';
import { explain } from '../../../../core/cards/explain.ts';
import { rollbackForm } from '../../../../core/cards/forms/control-forms.ts';
import { cantDo, entrantOf } from '../../../../core/people/entitlement.ts';
import type { KnownPerson } from '../../../../core/ports.ts';
import type { Refusal } from '../../../../core/refusal.ts';
import { notNow } from '../../../../core/run/hold.ts';
import type { Run } from '../../../../core/run/run.ts';
import type { RunState } from '../../../../core/run/state.ts';
import { allows } from '../../../../core/run/status.ts';
import { FormView } from '../../draw/form.tsx';
import { onPage } from '../../draw/hidden.tsx';
import { TextView } from '../../draw/text.tsx';
import { words } from '../../words.ts';
import { runWords } from '../../words/runs.ts';
import { runPath } from './list-page.tsx';

/** What would be refused once the form was filled in: told in its place. */
export const cantRollBack = (run: Run, person: KnownPerson): Refusal | null =>
  cantDo(entrantOf(person), 'rollback', run.execution) ??
  (allows(run.status, 'rollback') ? null : notNow(run, 'rollback'));

/** The same form that a card's Rollback… opens, with a checkpoint chosen. Nothing happens before it is sent. */
export const RollbackForm: FC<{ state: RunState; person: KnownPerson; to: string }> = ({ state, person, to }) => {
  const path = runPath(state.run.id);
  const refusal = cantRollBack(state.run, person);
  if (refusal) return <NoRollback refusal={refusal} back={path} />;
  const form = rollbackForm(state, { values: { checkpoint: to }, problems: {} });
  return <FormView form={form} spot={onPage(path)} back={path} />;
};

const NoRollback: FC<{ refusal: Refusal; back: string }> = ({ refusal, back }) => (
  <div class="form">
    <h2 id="dialog-title">{runWords.rollBackTitle}</h2>
    <p role="alert">
      <TextView text={explain(refusal, new Date())} />
    </p>
    <div class="actions end">
      <a class="button plain" href={back} data-close autofocus>
        {words.goBack}
      </a>
    </div>
  </div>
);

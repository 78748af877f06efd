import type { Check, Draft, Piece } from '../draft.ts';
import { pipelinesOf } from '../draft.ts';
import { onValue, type Finding } from '../fault.ts';
import { quoted } from '../say.ts';

/** A budget in money needs a price for each model that is used. */
export const checkMoney: Check = (draft) => pipelinesOf(draft).flatMap((pipeline) => unpriced(pipeline, draft));

function unpriced(pipeline: Piece, draft: Draft): Finding[] {
  const budget = pipeline.get('budget').get('usd');
  if (!budget.isThere) return [];
  const models = new Set(
    pipeline
      .get('stages')
      .items()
      .flatMap((stage) => modelOf(stage, draft) ?? []),
  );
  return [...models]
    .map((name) => draft.root.get('models').get(name))
    .filter((model) => model.isThere && !model.get('price').isThere)
    .map((model) => {
      const name = quoted(String(model.path.at(-1)));
      const remedy = `Give it price: { input: …, output: … }, or a budget of tokens instead.`;
      return onValue(budget.path, `a budget in money needs prices, and model ${name} has none. ${remedy}`);
    });
}

function modelOf(stage: Piece, draft: Draft): string | undefined {
  const handle = stage.get('role').text;
  const roles = draft.root.get('roles').items();
  return roles.find((it) => handle !== undefined && it.get('handle').text === handle)?.get('model').text;
}

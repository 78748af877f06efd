import type { FC } from 'hono/jsx';
import { visible } from '../../../../core/cards/agent-text.ts';
import { mostAtOnce } from '../../../../core/bulk.ts';
import { choiceMeant } from '../../../../core/cards/ask-bulk.ts';
import type { Block } from '../../../../core/cards/card.ts';
import { choiceHint } from '../../../../core/cards/words/choice.ts';
import { BlockView } from '../../draw/blocks.tsx';
import { HiddenFields, onPage } from '../../draw/hidden.tsx';
import { TextView } from '../../draw/text.tsx';
import type { Visitor } from '../../parts.ts';
import { Frame } from '../frame.tsx';
import { Nothing } from '../parts/nothing.tsx';
import { encodeItem } from './items.ts';
import { Origin } from '../asks/origin.tsx';
import type { Look } from './look.ts';
import type { PersonalAsk } from '../asks/read.ts';
import { inboxWords as words } from '../../words/inbox.ts';

/** What saying yes to it does, when, whether it can be undone, and what it costs (P27). */
const hintOf = (verb: Look['verb'], { view: { ask, run, definition } }: PersonalAsk): string => {
  const choice = choiceMeant(ask, verb);
  return choice ? choiceHint(choice, ask.subject, run, definition) : '';
};

/** What is agreed to, whole: only what fits on its card is answered with others. */
const isQuoted = ({ kind }: Block): boolean => kind === 'quote' || kind === 'output';

const Chosen: FC<{ look: Look }> = ({ look: { verb, chosen } }) =>
  chosen.length === 0 ? null : (
    <section>
      <h2>{words.these(chosen.length)}</h2>
      <ol class="looked">
        {chosen.map((waiting) => (
          <li>
            <strong>{visible(waiting.card.title)}</strong>
            <Origin found={waiting} />
            <p class="note">{visible(hintOf(verb, waiting))}</p>
            {waiting.card.blocks.filter(isQuoted).map((block) => (
              <BlockView block={block} />
            ))}
          </li>
        ))}
      </ol>
    </section>
  );

const Others: FC<{ look: Look }> = ({ look: { others } }) =>
  others.length === 0 ? null : (
    <section>
      <h2>{words.notThese(others.length)}</h2>
      <ul class="looked">
        {others.map(({ item, waiting, why }) => (
          <li>
            {waiting ? <a href={`/asks/${item.askId}`}>{visible(waiting.card.title)}</a> : words.unknown}
            {waiting ? <Origin found={waiting} /> : null}
            <p class="note">
              <TextView text={why} />
            </p>
          </li>
        ))}
      </ul>
    </section>
  );

const Back: FC = () => (
  <a class="button plain" href="/inbox">
    {words.back}
  </a>
);

/** The second look: how many, which, and what comes of it. */
export const LookPage: FC<{ visitor: Visitor; look: Look; hasMore: boolean }> = ({ visitor, look, hasMore }) => {
  const { verb, chosen } = look;
  const title = chosen.length === 0 ? words.lookNone : words.lookTitle(verb, chosen.length);
  return (
    <Frame visitor={visitor} current="inbox" inside title={title}>
      {chosen.length === 0 ? null : <p class="intro">{words.lookIntro}</p>}
      {hasMore ? <p class="intro">{words.lookMore(mostAtOnce)}</p> : null}
      <Chosen look={look} />
      <Others look={look} />
      <form method="post" action="/inbox/answer" class="actions">
        <HiddenFields spot={onPage('/inbox')} />
        <input type="hidden" name="verb" value={verb} />
        <input type="hidden" name="items" value={chosen.map(({ view }) => encodeItem(view.ask)).join(' ')} />
        <Back />
        {chosen.length === 0 ? null : (
          <button class={verb === 'reject' ? 'danger' : 'primary'}>{words.yes(verb, chosen.length)}</button>
        )}
      </form>
    </Frame>
  );
};

export const NothingChosenPage: FC<{ visitor: Visitor }> = ({ visitor }) => (
  <Frame visitor={visitor} current="inbox" inside title={words.lookEmpty}>
    <Nothing title={words.lookEmpty}>
      <p>{words.lookEmptyText}</p>
      <p>
        <Back />
      </p>
    </Nothing>
  </Frame>
);

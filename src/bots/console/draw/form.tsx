import type { FC } from 'hono/jsx';
import type { Field, FieldChoice, Form } from '../../../core/cards/card.ts';
import { visible } from '../../../core/cards/agent-text.ts';
import { words } from '../words.ts';
import { BlockView } from './blocks.tsx';
import { HiddenFields, type Spot } from './hidden.tsx';
import { TextView, timeText } from './text.tsx';

/** Field names travel with a prefix, so that none of them is one of ours. */
export const fieldPrefix = 'field.';

/** An option holds nothing but text: the script puts its time into the reader's zone, like every other of the page. */
const Option: FC<{ choice: FieldChoice; selected: boolean }> = ({ choice: { value, label, timed }, selected }) =>
  timed ? (
    <option value={value} selected={selected} data-name={visible(timed.name)} data-time={timed.at.toISOString()}>
      {`${visible(timed.name)}, ${timeText(timed.at)}`}
    </option>
  ) : (
    <option value={value} selected={selected}>
      {visible(label)}
    </option>
  );

const Input: FC<{ field: Field; id: string; described: string; wrong: boolean; first: boolean }> = (props) => {
  const { field, id, described, wrong, first } = props;
  const common = {
    id,
    name: fieldPrefix + field.name,
    required: field.required,
    autofocus: first,
    'aria-describedby': described === '' ? undefined : described,
    'aria-invalid': wrong ? ('true' as const) : undefined,
  };
  switch (field.kind) {
    case 'line':
      return <input type="text" autocomplete="off" value={field.value} {...common} />;
    case 'number':
      // Not type="number": that one throws away what was typed when it is no number.
      return <input type="text" inputmode="decimal" autocomplete="off" value={field.value} {...common} />;
    case 'text':
      return (
        <textarea rows={field.rows} {...common}>
          {/* A browser drops a newline right after the tag. */}
          {field.value.startsWith('\n') ? '\n' : ''}
          {field.value}
        </textarea>
      );
    case 'choice':
      return (
        <select {...common}>
          {field.choices.map((choice) => (
            <Option choice={choice} selected={choice.value === field.value} />
          ))}
        </select>
      );
  }
};

const FieldView: FC<{ field: Field; problem: string | undefined; first: boolean }> = ({ field, problem, first }) => {
  const id = `field-${field.name}`;
  const help = field.help === null ? '' : `${id}-help`;
  const wrong = problem === undefined ? '' : `${id}-problem`;
  const described = [wrong, help].filter((name) => name !== '').join(' ');
  return (
    <div class="field">
      <label for={id}>
        {visible(field.label)}
        {field.required ? <span class="required"> {words.required}</span> : null}
      </label>
      {field.help === null ? null : (
        <p class="help" id={help}>
          {visible(field.help)}
        </p>
      )}
      <Input field={field} id={id} described={described} wrong={wrong !== ''} first={first} />
      {problem === undefined ? null : (
        <p class="problem" id={wrong}>
          <span aria-hidden="true">✕</span> {visible(problem)}
        </p>
      )}
    </div>
  );
};

/** A form of the core's, for a dialog or a page of its own. `back` is where closing leads without a script. */
export const FormView: FC<{ form: Form; spot: Spot; back: string }> = ({ form, spot, back }) => {
  const wrong = form.fields.findIndex((field) => form.problems[field.name] !== undefined);
  const whole = form.problems[''];
  return (
    <form method="post" action="/submit" data-send class="form">
      <HiddenFields spot={spot} token={form.token} />
      <h2 id="dialog-title">{visible(form.title)}</h2>
      {form.intro.length === 0 ? null : (
        <p class="intro">
          <TextView text={form.intro} />
        </p>
      )}
      {Object.keys(form.problems).length === 0 ? null : (
        <p class="problem whole" role="alert">
          <span aria-hidden="true">✕</span> {whole === undefined ? words.problems : visible(whole)}
        </p>
      )}
      {form.blocks.map((block) => (
        <BlockView block={block} />
      ))}
      {form.fields.map((field, index) => (
        <FieldView field={field} problem={form.problems[field.name]} first={index === Math.max(wrong, 0)} />
      ))}
      <div class="actions end">
        <a class="button plain" href={back} data-close>
          {words.keepAsIs}
        </a>
        <button class={form.danger ? 'danger' : 'primary'}>{visible(form.submit)}</button>
      </div>
    </form>
  );
};

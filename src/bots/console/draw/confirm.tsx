import type { FC } from 'hono/jsx';
import type { Confirm } from '../../../core/cards/card.ts';
import { visible } from '../../../core/cards/agent-text.ts';
import { HiddenFields, type Spot } from './hidden.tsx';

interface ConfirmProps {
  token: string;
  confirm: Confirm;
  danger: boolean;
  spot: Spot;
  back: string;
}

/** The second look. No is where the keyboard stands. */
export const ConfirmView: FC<ConfirmProps> = ({ token, confirm, danger, spot, back }) => (
  <form method="post" action="/press" data-send class="form">
    <HiddenFields spot={spot} token={token} />
    <input type="hidden" name="confirmed" value="yes" />
    <h2 id="dialog-title">{visible(confirm.title)}</h2>
    <p class="intro">{visible(confirm.text)}</p>
    <div class="actions end">
      <a class="button plain" href={back} data-close autofocus>
        {visible(confirm.no)}
      </a>
      <button class={danger ? 'danger' : 'primary'}>{visible(confirm.yes)}</button>
    </div>
  </form>
);

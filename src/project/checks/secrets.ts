import type { Check } from '../draft.ts';
import { onValue } from '../fault.ts';

/** A project file is shared and committed, so it must not contain secrets; and the message must not repeat one. */
export const checkSecrets: Check = (draft) =>
  draft.root
    .get('models')
    .entries()
    .map((model) => model.get('base_url'))
    .filter((url) => url.text !== undefined && /^https?:\/\/[^/]*@|[?&](api_?key|key|token)=/i.test(url.text))
    .map((url) =>
      onValue(
        url.path,
        'the address carries a password or key (not shown); take it out and name a variable in api_key_from.',
      ),
    );

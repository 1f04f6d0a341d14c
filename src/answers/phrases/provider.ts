import { type Phrase, phrases } from '../phrase.ts';

/** What providers of language models say about the tools that LiteLLM hands them. */
export const PROVIDER: readonly Phrase[] = phrases(
  'OpenAI, Anthropic, Google: tool names of at most 64 characters of [a-zA-Z0-9_-]',
  [
    {
      reason: 'tool-name',
      says: /tools?[.[\d\]a-z_]{0,40}(?:\.name|function\.name)[^.]{0,120}(?:too long|maximum length|string_above_max_length|does not match pattern|should match pattern)|string_above_max_length[^\n]{0,200}tools|tools[^\n]{0,200}\.name: (?:Invalid function name|String should (?:have at most|match pattern))|toolSpec\.name[^\n]{0,200}(?:length less than or equal to|regular expression pattern)|Invalid '?tools?\[\d{1,4}\]\.(?:function\.)?name/i,
      on: ['http', 'llm-event'],
    },
  ],
);

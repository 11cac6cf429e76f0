import { answerLine } from './answer-line.rules.ts';
import { answerStream } from './evidence-cli.ts';

const line = '{"now":"2026-03-02T20:00:00Z"}';

async function* chunks(...texts: string[]): AsyncGenerator<string> {
  for (const text of texts) yield text;
}

const answer = async (...texts: string[]) => {
  const written: string[] = [];
  const isWellFormed = await answerStream('recommend', chunks(...texts), async (block) => {
    written.push(block);
  });
  const lines = written.join('').split('\n');
  expect(lines.pop()).toBe(''); // every answer ends its line
  const kinds = lines.map((text) => {
    const json: { decision?: string; error?: { code: string } } = JSON.parse(text);
    return json.decision ?? json.error?.code;
  });
  return { isWellFormed, kinds };
};

describe('answerLine', () => {
  it('answers with the contract, in its order', () => {
    expect(answerLine('recommend', line)).toEqual({
      ok: true,
      text: '{"decision":"recommend","sessionType":"sports_massage","pressure":"moderate","durationMin":30,"window":{"anchor":"now","fromH":0,"toH":168,"bestFromH":0,"bestToH":72},"bodyFocus":["legs"],"reasons":["C1","X1"],"cautions":["effect_uncertain"]}',
    });
  });

  it('answers a refusal with nulls', () => {
    const { text } = answerLine('recommend', line.replace('}', ',"screening":null}'));
    expect(text).toBe(
      '{"decision":"screening_required","sessionType":null,"pressure":null,"durationMin":null,"window":null,"bodyFocus":[],"reasons":["X10"],"cautions":["screening_missing"]}',
    );
  });

  it('plans follow-ups', () => {
    const { text } = answerLine(
      'followups',
      '{"tz":"UTC","bookedAt":"2026-01-12T09:00Z","sessionStart":"2026-01-12T10:00Z","sessionEnd":"2026-01-12T11:00Z","consent":{"checkins":false,"marketing":false}}',
    );
    expect(text).toBe(
      '{"send":[["aftercare","2026-01-12 12:00"]],"sendUtc":[["aftercare","2026-01-12T12:00Z"]],"dropped":[["checkins","no_consent"],["nudge_7d","no_consent"]]}',
    );
  });

  it.each([
    ['{', '{"error":{"code":"NOT_JSON","path":""}}'],
    ['', '{"error":{"code":"NOT_JSON","path":""}}'],
    ['{}', '{"error":{"code":"MISSING","path":"now"}}'],
  ])('answers the malformed %j', (text, expected) => {
    expect(answerLine('recommend', text)).toEqual({ ok: false, text: expected });
  });
});

describe('answerStream', () => {
  it('answers line by line, wherever the chunks break', async () => {
    const { isWellFormed, kinds } = await answer(
      `${line}\n${line.slice(0, 9)}`,
      line.slice(9),
      '\n',
    );
    expect([isWellFormed, kinds]).toEqual([true, ['recommend', 'recommend']]);
  });

  it('needs no newline at the end and takes CRLF', async () => {
    expect((await answer(`${line}\r\n${line}`)).kinds).toEqual(['recommend', 'recommend']);
  });

  it('goes on after a malformed line, and tells', async () => {
    const { isWellFormed, kinds } = await answer(`${line}\nnonsense\n\n${line}\n`);
    expect(isWellFormed).toBe(false);
    expect(kinds).toEqual(['recommend', 'NOT_JSON', 'NOT_JSON', 'recommend']);
  });

  it('answers nothing with nothing', async () => {
    expect(await answer()).toEqual({ isWellFormed: true, kinds: [] });
  });
});

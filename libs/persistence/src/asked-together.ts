/**
 * One question for all who ask it in the same turn of the event loop. It is put after the last of them asked, so
 * nobody hears what was true before: an answer is shared, never kept.
 */
export class AskedTogether<Answer> {
  private readonly waiting = new Map<string, Promise<Answer>>();

  ask(key: string, question: () => Promise<Answer>): Promise<Answer> {
    const shared = this.waiting.get(key);
    if (shared) return shared;
    const answer = new Promise((resolve) => setImmediate(resolve)).then(() => {
      this.waiting.delete(key);
      return question();
    });
    this.waiting.set(key, answer);
    return answer;
  }
}

/**
 * A real mail server in a process of its own, which outlives every worker: tells each mail that it accepted over
 * its channel, before its yes goes out. Ends when whoever started it is gone.
 */
import { SMTPServer } from 'smtp-server';

const server = new SMTPServer({
  disabledCommands: ['AUTH', 'STARTTLS'],
  disableReverseLookup: true,
  async onData(stream, session, done) {
    const chunks = [];
    try {
      for await (const chunk of stream) chunks.push(chunk);
    } catch (error) {
      return done(error); // its sender was killed before the end: not accepted
    }
    const text = Buffer.concat(chunks).toString('latin1');
    const messageId = /^message-id:\s*<([^>]+)>/im.exec(text)?.[1] ?? '';
    const [{ address: to }] = session.envelope.rcptTo;
    process.send({ messageId, to, at: performance.timeOrigin + performance.now() });
    done();
  },
});
// A worker that is killed in the middle of a sentence is what this is here for.
server.on('error', () => undefined);
server.listen(0, '127.0.0.1', () => process.send({ port: server.server.address().port }));
process.on('disconnect', () => process.exit(0));

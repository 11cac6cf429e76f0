/** `npm run demo`: plays one client's way through a clinic that `npm start` has opened, and checks it. */
import { askForSuggestion, book, findTime, race, visitClinic } from './demo/booking.mjs';
import { followUps } from './demo/follow-ups.mjs';
import { Api, DemoFailure } from './demo/http.mjs';

try {
  const api = new Api(process.env.LIMBER_URL || 'http://localhost:3000');
  const visit = await visitClinic(api);
  const advice = await askForSuggestion(visit);
  const { slot, expected } = await findTime(visit, advice);
  const hold = await race(visit, advice, slot);
  const { email } = await book(visit, advice, hold);
  await followUps(visit, email, expected);
  console.log('\nEverything came as expected.');
} catch (error) {
  console.error(error instanceof DemoFailure ? `\nThe demo failed: ${error.message}` : error);
  process.exitCode = 1;
}

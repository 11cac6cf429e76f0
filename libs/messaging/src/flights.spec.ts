import { Flights } from './flights.ts';
import type { Place } from './send-window.ts';

const settled = () => new Promise(setImmediate);

/** A batch of so many, each with its place and how to end it. */
function batch(count: number) {
  const hung: Promise<void>[] = [];
  const allLanded = jest.fn();
  const flights = new Flights(count, (flight) => hung.push(flight), allLanded);
  const mails = Array.from({ length: count }, () => {
    let land!: () => void;
    let fail!: (fault: Error) => void;
    const flight = new Promise<void>((...both) => ([land, fail] = both));
    const place: Place = { onHang: () => undefined, leave: () => undefined };
    const goOn = jest.fn();
    flights.add(flight, place, goOn);
    return { land, fail, goOn, hang: () => place.onHang() };
  });
  const ended = jest.fn();
  const end = flights.ended().then(ended);
  return { mails, hung, allLanded, ended, end };
}

describe('the mails of a batch that are under way', () => {
  it('end with the last that is written down', async () => {
    const { mails, ended, allLanded } = batch(2);
    mails[1]?.land();
    await settled();
    expect(ended).not.toHaveBeenCalled();
    expect(allLanded).not.toHaveBeenCalled();
    mails[0]?.land();
    await settled();
    expect(ended).toHaveBeenCalled();
    expect(allLanded).toHaveBeenCalledTimes(1);
  });

  it('are over when there are none', async () => {
    const { allLanded, end } = batch(0);
    await end;
    expect(allLanded).toHaveBeenCalledTimes(1);
  });

  it('do not wait for one that hangs, which lands in its time', async () => {
    const { mails, hung, ended, allLanded } = batch(2);
    mails[0]?.hang();
    expect(mails[0]?.goOn).toHaveBeenCalled();
    expect(hung).toHaveLength(1);
    mails[1]?.land();
    await settled();
    expect(ended).toHaveBeenCalledTimes(1);
    expect(allLanded).not.toHaveBeenCalled();
    mails[0]?.land();
    await settled();
    expect(allLanded).toHaveBeenCalledTimes(1);
  });

  it('tell the first fault of writing down once all have ended', async () => {
    const { mails, end, ended, allLanded } = batch(3);
    const told = expect(end).rejects.toThrow('first');
    mails[2]?.fail(new Error('first'));
    mails[0]?.fail(new Error('second'));
    await settled();
    expect(allLanded).not.toHaveBeenCalled();
    mails[1]?.land();
    await told;
    expect(ended).not.toHaveBeenCalled();
    expect(allLanded).toHaveBeenCalledTimes(1);
  });

  it('leave the fault of one that hangs to whoever has it now', async () => {
    const { mails, hung, end } = batch(1);
    mails[0]?.hang();
    await end;
    const told = expect(hung[0]).rejects.toThrow('late');
    mails[0]?.fail(new Error('late'));
    await told;
  });
});

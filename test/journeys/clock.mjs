// Loaded before meibo: the clock of a journey starts at noon of a day that the journeys name, and goes on from there.
const RealDate = Date;
const shift = RealDate.parse(process.env.MEIBO_TEST_CLOCK) - RealDate.now();

globalThis.Date = class extends RealDate {
  constructor(...words) {
    super(...(words.length === 0 ? [RealDate.now() + shift] : words));
  }
  static now() {
    return RealDate.now() + shift;
  }
};

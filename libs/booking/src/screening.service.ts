import { Injectable } from '@nestjs/common';
import { safetyMessages } from '@limber/clients';
import type { TrainingReport } from '@limber/contracts';
import { recommend, screen, type ScreeningResult, vocabulary } from '@limber/evidence';
import { clearanceNeeded, precautionCap, screeningRefused } from './booking.errors.ts';

export interface ScreenedBooking {
  screening: string[];
  training: TrainingReport | null;
  sessionType: string;
  durationMin: number;
}

/** Decides again at confirm what the answers allow: screening.md sections A to E and the soreness gate. */
@Injectable()
export class ScreeningService {
  /** Throws when nothing may be booked; otherwise answers what caps and notes go with the booking. */
  assertBookable(
    booking: ScreenedBooking,
    clinic: { country: string; phone: string },
    now: Date,
  ): ScreeningResult {
    const areas = booking.training?.areas?.length ? booking.training.areas : vocabulary.areas;
    const screened = screen(booking.screening, areas);
    if (screened.outcome === 'refuse') {
      throw screeningRefused(safetyMessages(screened.refuse, clinic.country));
    }
    if (screened.outcome === 'clearance' || this.isTooSore(booking, now)) {
      throw clearanceNeeded(clinic.phone);
    }
    const { minutesCap, pressureCap } = screened;
    const isTooLong = minutesCap !== null && booking.durationMin > minutesCap;
    // Deep tissue is firm by definition; every other session can be given as lightly as a cap asks.
    const isTooFirm = booking.sessionType === 'deep_tissue' && pressureCap !== 'firm';
    if (isTooLong || isTooFirm) throw precautionCap(minutesCap, pressureCap);
    return screened;
  }

  /** Gate G4, asked of the rules themselves so that the numbers live in one place. */
  private isTooSore({ training }: ScreenedBooking, now: Date): boolean {
    if (training?.soreness === undefined) return false;
    const endedAt = Date.parse(training.endedAt);
    const { decision } = recommend({
      now: Math.max(now.getTime(), endedAt),
      training: { ...training, endedAt },
      areas: training.areas?.length ? training.areas : ['legs'],
      soreness: training.soreness,
      goal: 'ease_soreness',
      next: null,
      massageExperience: 'some',
      trainingExperience: 'regular',
      preferredPressure: null,
      screening: [],
    });
    return decision === 'clearance_needed';
  }
}

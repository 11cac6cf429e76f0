import { Injectable } from '@nestjs/common';
import { notFound } from '@limber/clinic';
import {
  type BlockRequest,
  type BlockView,
  type ErrorCode,
  MAX_BLOCK_DAYS,
} from '@limber/contracts';
import { AppError, DAY, Ids } from '@limber/kernel';
import {
  AuditLogStore,
  brokenConstraint,
  type IdempotentRequest,
  IdempotencyStore,
  type Transaction,
  TransactionRunner,
} from '@limber/persistence';
import { BlockStore } from './block.store.ts';
import { blockConflict, preconditionFailed } from './booking.errors.ts';
import type { AtTheDesk } from './desk.rules.ts';
import { OccupancyStore } from './occupancy.store.ts';

/** A block never changes, so there is but one revision of it to have seen. */
const REVISION = 1;

/** Time kept free by hand: it takes resources like a visit does, and never over one. */
@Injectable()
export class BlockService {
  constructor(
    private readonly runner: TransactionRunner,
    private readonly idempotency: IdempotencyStore,
    private readonly blocks: BlockStore,
    private readonly occupancy: OccupancyStore,
    private readonly audit: AuditLogStore,
    private readonly ids: Ids,
  ) {}

  async create(
    clinicId: string,
    request: BlockRequest,
    by: AtTheDesk,
    asked: IdempotentRequest | null,
  ): Promise<BlockView> {
    const span = spanOf(request);
    try {
      return await this.runner.run(clinicId, (tx) =>
        this.idempotency.once(tx, asked, () => this.createIn(tx, request, span, by)),
      );
    } catch (error) {
      if (brokenConstraint(error) !== 'occupancy_no_overlap') throw error;
      // Somebody wrote past the locks; what it was is read anew.
      throw await this.runner.run(clinicId, async (tx) =>
        blockConflict(await this.blocks.listInTheWay(tx, request.resourceIds, dates(span))),
      );
    }
  }

  async remove(clinicId: string, id: string, revision: number, by: AtTheDesk): Promise<void> {
    await this.runner.run(clinicId, async (tx) => {
      const block = await this.blocks.lockById(tx, id);
      if (!block) throw notFound('block');
      if (revision !== REVISION) throw preconditionFailed();
      await this.blocks.delete(tx, id);
      await this.record(tx, 'block.removed', id, by);
    });
  }

  private async createIn(
    tx: Transaction,
    { resourceIds: named, reason }: BlockRequest,
    span: { start: number; end: number },
    by: AtTheDesk,
  ): Promise<BlockView> {
    if (span.end <= tx.now.getTime()) throw outOf('IN_PAST');
    const resourceIds = [...new Set(named)].sort();
    const known = await this.blocks.listKnown(tx, resourceIds);
    if (known.length < resourceIds.length) throw notFound('resource');
    await this.occupancy.lock(tx, { resourceIds, during: span });
    const inTheWay = await this.blocks.listInTheWay(tx, resourceIds, dates(span));
    if (inTheWay.length > 0) throw blockConflict(inTheWay);
    this.occupancy.takeOverExpired(tx, resourceIds, span);
    const id = this.ids.uuid();
    await this.blocks.insert(tx, {
      ...{ clinicId: tx.clinicId, id, reason },
      createdBy: `staff:${by.staff.userId}`,
      createdAt: tx.now,
    });
    this.occupancy.insert(
      tx,
      resourceIds.map((resourceId) => ({
        ...{ resourceId, during: span, beforeMin: 0, afterMin: 0, effortTenths: 0 },
        sessionType: null,
        status: 'blocked' as const,
        expiresAt: null,
        owner: { blockId: id },
      })),
    );
    await this.record(tx, 'block.created', id, by, { resourceIds });
    const { start, end } = dates(span);
    return {
      ...{ id, resourceIds, reason, revision: REVISION },
      startsAt: start.toISOString(),
      endsAt: end.toISOString(),
    };
  }

  private async record(
    tx: Transaction,
    action: string,
    subject: string,
    { staff, requestId }: AtTheDesk,
    details: Record<string, unknown> = {},
  ): Promise<void> {
    const actor = `staff:${staff.userId}`;
    await this.audit.record(tx, { actor, action, subject, details, requestId });
  }
}

const dates = ({ start, end }: { start: number; end: number }) => ({
  start: new Date(start),
  end: new Date(end),
});

const outOf = (code: 'IN_PAST' | 'RANGE_REVERSED' | 'RANGE_TOO_LONG'): AppError<ErrorCode> =>
  new AppError<ErrorCode>(code, {
    params: { days: MAX_BLOCK_DAYS },
    fields: [{ path: 'endsAt', code, message: '' }],
  });

function spanOf({ startsAt, endsAt }: BlockRequest): { start: number; end: number } {
  const span = { start: Date.parse(startsAt), end: Date.parse(endsAt) };
  if (span.end <= span.start) throw outOf('RANGE_REVERSED');
  if (span.end - span.start > MAX_BLOCK_DAYS * DAY) throw outOf('RANGE_TOO_LONG');
  return span;
}

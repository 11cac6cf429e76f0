import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiConsumes, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { MailReport, MailReportTaken } from '@limber/contracts';
import { MailReportService } from '@limber/messaging';
import { Access } from './edge/access.decorator.ts';
import { RequestId } from './edge/request-values.decorator.ts';

/** Where the clinic's mail server, or whoever sends for it, hands in what comes back to the sender's address. */
@ApiTags('mail')
@ApiBearerAuth()
@Access('mail_report')
@Controller('api/v1/mail-reports')
export class MailReportController {
  constructor(private readonly reports: MailReportService) {}

  /** Always 200 once it was read: a mail server that is refused would only try again for days. */
  @Post()
  @HttpCode(200)
  @ApiConsumes('message/rfc822')
  @ApiOkResponse({ standardSchema: MailReportTaken })
  async take(
    @Body({ schema: MailReport }) raw: string,
    @RequestId() requestId: string,
  ): Promise<MailReportTaken> {
    return { taken: await this.reports.take(raw, requestId) };
  }
}

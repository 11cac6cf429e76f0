import { Controller, Get, Header } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Access } from './edge/access.decorator.ts';
import { systemPage, systemStyle } from './system.page.ts';

@ApiExcludeController()
@Access('public')
@Controller('system')
export class SystemController {
  @Get()
  @Header('content-type', 'text/html; charset=utf-8')
  page(): string {
    return systemPage();
  }

  @Get('style.css')
  @Header('content-type', 'text/css; charset=utf-8')
  style(): string {
    return systemStyle;
  }
}

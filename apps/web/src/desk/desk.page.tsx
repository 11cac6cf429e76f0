import { Navigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';

/** The desk opens at the day. */
export function DeskPage(): ReactElement {
  return <Navigate to="/desk/day" replace />;
}

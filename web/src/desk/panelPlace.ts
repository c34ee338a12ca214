import { useNavigate, useRouterState } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useDialWanted, useTransferOpen } from './panel'

/** The panels live on the desk: whoever asks for one on another screen is brought there. */
export function usePanelPlace() {
  const navigate = useNavigate()
  const here = useRouterState({ select: (s) => s.location.pathname === '/desk' })
  const transfer = useTransferOpen()
  const dial = useDialWanted() !== undefined
  const wanted = transfer || dial
  useEffect(() => { if (wanted && !here) void navigate({ to: '/desk' }) }, [wanted, here, navigate])
}

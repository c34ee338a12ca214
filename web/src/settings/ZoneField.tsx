import { NativeSelect } from '@mantine/core'
import { useMemo } from 'react'

type WithZones = typeof Intl & { supportedValuesOf?: (key: 'timeZone') => string[] }

/** Time zones that the browser knows, ours first. The server has the last word. */
export function ZoneField({ label, value, onChange }: { label: string; value: string; onChange: (zone: string) => void }) {
  const zones = useMemo(() => {
    const near = ['Europe/Kyiv', 'Europe/Moscow', 'Europe/Warsaw', 'Europe/London', 'Asia/Almaty', 'UTC']
    const all = (Intl as WithZones).supportedValuesOf?.('timeZone') ?? []
    return [...new Set([value, ...near, ...all])].filter(Boolean)
  }, [value])
  return <NativeSelect label={label} value={value} data={zones} onChange={(e) => onChange(e.currentTarget.value)} />
}

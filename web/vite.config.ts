import react from '@vitejs/plugin-react'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'
import { stylesheet } from './src/theme/stylesheet.ts'

/** The tokens as a stylesheet, so that no style is made by script and a strict content policy holds. */
function tokens(): Plugin {
  const name = 'virtual:tokens.css'
  return {
    name: 'gudok-tokens',
    resolveId: (id) => (id === name ? `\0${name}` : undefined),
    load: (id) => (id === `\0${name}` ? stylesheet() : undefined),
  }
}

const server = process.env['GUDOK'] ?? 'http://127.0.0.1:8080'

export default defineConfig({
  plugins: [tokens(), react()],
  // Recorded days are for pictures and tests: `--mode fixture` brings them, production leaves them out.
  define: { 'import.meta.env.FIXTURES': JSON.stringify(process.argv.includes('fixture') || process.env['FIXTURES'] === '1') },
  build: { target: 'es2022', sourcemap: false, assetsInlineLimit: 0, chunkSizeWarningLimit: 600 },
  server: { fs: { allow: ['..'] }, proxy: { '/api': { target: server, ws: true, changeOrigin: false } } },
  test: { environment: 'happy-dom', include: ['src/**/*.test.{ts,tsx}'] },
})

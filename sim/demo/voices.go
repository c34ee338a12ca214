package demo

import (
	"embed"
	"encoding/binary"
	"fmt"

	"gudok/sim/phone"
)

//go:generate go run ./gen

//go:embed voices/*.ul
var voiceFiles embed.FS

// voice is a phrase as raw µ-law at 8 kHz. A missing one is a mistake of the build.
func voice(name string) []byte {
	b, err := voiceFiles.ReadFile("voices/" + name + ".ul")
	if err != nil {
		panic(fmt.Sprintf("demo: %v", err))
	}
	return b
}

// says is a phrase as a telephone says it: once.
func says(name string) phone.Audio {
	raw := voice(name)
	pcm := make([]int16, len(raw))
	for i, u := range raw {
		pcm[i] = linear(u)
	}
	return phone.Clip(pcm, false)
}

// linear decodes one µ-law sample (ITU-T G.711 table 2).
func linear(u byte) int16 {
	u = ^u
	v := (int16(u&15)<<3 + 132) << (u >> 4 & 7)
	if u&128 != 0 {
		return 132 - v
	}
	return v - 132
}

// wav wraps a phrase for the upload as a prompt: format tag 7, one channel, 8 kHz.
func wav(raw []byte) []byte {
	b := []byte("RIFF\x00\x00\x00\x00WAVEfmt \x12\x00\x00\x00")
	binary.LittleEndian.PutUint32(b[4:], uint32(38+len(raw)))
	b = binary.LittleEndian.AppendUint16(b, 7)
	b = binary.LittleEndian.AppendUint16(b, 1)
	b = binary.LittleEndian.AppendUint32(b, 8000)
	b = binary.LittleEndian.AppendUint32(b, 8000)
	b = binary.LittleEndian.AppendUint16(b, 1)
	b = binary.LittleEndian.AppendUint16(b, 8)
	b = append(b, 0, 0)
	b = append(b, "data"...)
	b = binary.LittleEndian.AppendUint32(b, uint32(len(raw)))
	return append(b, raw...)
}

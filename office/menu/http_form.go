package menu

import (
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"reflect"

	"gudok/base/problem"
)

// Limits of an upload's form: it has five fields.
const (
	maxFields = 10
	maxField  = 8 << 10
)

func typeOf[T any]() reflect.Type { return reflect.TypeFor[T]() }

// readForm collects the small fields and the file of a multipart form.
func readForm(next func() (*multipart.Part, error)) (fields map[string]string, file []byte, err error) {
	fields = map[string]string{}
	for range maxFields {
		p, err := next()
		if errors.Is(err, io.EOF) {
			return fields, file, nil
		}
		if err != nil {
			return nil, nil, broken(err)
		}
		limit := int64(maxField)
		if p.FormName() == "file" {
			limit = maxUpload
		}
		data, err := io.ReadAll(io.LimitReader(p, limit+1))
		if err != nil {
			return nil, nil, broken(err)
		}
		if int64(len(data)) > limit {
			return nil, nil, problem.New(problem.Invalid, "prompt.too_big", "field", p.FormName())
		}
		if p.FormName() == "file" {
			file = data
		} else {
			fields[p.FormName()] = string(data)
		}
	}
	return nil, nil, problem.New(problem.Invalid, "prompt.not_a_form")
}

// broken tells a form that was too long from one that was cut.
func broken(err error) error {
	var big *http.MaxBytesError
	if errors.As(err, &big) {
		return problem.New(problem.Invalid, "prompt.too_big")
	}
	return problem.New(problem.Invalid, "prompt.not_a_form")
}

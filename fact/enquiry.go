package fact

import "gudok/id"

// Questions that others must answer before a promise can be kept. Stored in the office stream.
type (
	EnquiryAsked struct {
		Enquiry  id.Enquiry `json:"enquiry"`
		How      string     `json:"how"`      // user, mail, person
		Deadline int64      `json:"deadline"` // ms UTC
	}
	// EnquiryEnded: outcomes answered, expired, withdrawn. Link: by whoever had the letter.
	EnquiryEnded struct {
		Enquiry id.Enquiry `json:"enquiry"`
		Outcome string     `json:"outcome"`
		Link    bool       `json:"link,omitempty"`
	}
)

func (EnquiryAsked) FactType() string { return "enquiry.asked" }
func (EnquiryEnded) FactType() string { return "enquiry.ended" }

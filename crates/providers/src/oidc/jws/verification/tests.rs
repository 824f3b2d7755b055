#![allow(clippy::unwrap_used)]

use super::*;
use serde_json::{Value, json};

/// RFC 7515, A.3: the example of ES256.
const SIGNED: &str = "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
const SIGNATURE: &str = "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";
const X: &str = "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU";
const Y: &str = "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0";

/// RFC 8037, A.4: the example of EdDSA.
const EDWARDS_SIGNED: &str = "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc";
const EDWARDS_SIGNATURE: &str =
    "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg";

fn key(members: Value) -> CoreJsonWebKey {
    serde_json::from_value(members).unwrap()
}

fn is_good(members: Value, alg: &Alg, signed: &str, signature: &str) -> bool {
    is_signed_by(&key(members), alg, signed.as_bytes(), &bytes(signature).unwrap())
}

#[test]
fn the_examples_of_the_standards_hold_and_nothing_near_them() {
    let curve = json!({ "kty": "EC", "crv": "P-256", "x": X, "y": Y });
    assert!(is_good(curve.clone(), &Alg::EcdsaP256Sha256, SIGNED, SIGNATURE));
    assert!(!is_good(curve.clone(), &Alg::EcdsaP256Sha256, &SIGNED.replace("joe", "eve").replace('Q', "R"), SIGNATURE));
    assert!(!is_good(curve.clone(), &Alg::EcdsaP384Sha384, SIGNED, SIGNATURE));
    assert!(!is_good(curve.clone(), &Alg::RsaSsaPkcs1V15Sha256, SIGNED, SIGNATURE));
    assert!(!is_good(curve, &Alg::HmacSha256, SIGNED, SIGNATURE));
    let exchanged = json!({ "kty": "EC", "crv": "P-256", "x": Y, "y": X });
    assert!(!is_good(exchanged, &Alg::EcdsaP256Sha256, SIGNED, SIGNATURE));

    let edwards = json!({ "kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo" });
    assert!(is_good(edwards.clone(), &Alg::EdDsa, EDWARDS_SIGNED, EDWARDS_SIGNATURE));
    assert!(!is_good(edwards, &Alg::EdDsa, SIGNED, EDWARDS_SIGNATURE));
}

#[test]
fn a_coordinate_is_as_wide_as_its_curve() {
    let longer = |x: &str| URL_SAFE_NO_PAD.encode([vec![0], bytes(x).unwrap()].concat());
    let curve = json!({ "kty": "EC", "crv": "P-256", "x": longer(X), "y": longer(Y) });
    assert!(!is_good(curve, &Alg::EcdsaP256Sha256, SIGNED, SIGNATURE));
}

/// RFC 7515, A.2: the example of RS256.
const RSA_SIGNED: &str = "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
const RSA_SIGNATURE: &str = "cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw";
const MODULUS: &str = "ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ";

#[test]
fn an_rsa_key_may_have_leading_zeros_but_another_padding_is_another_signature() {
    let padded = URL_SAFE_NO_PAD.encode([vec![0], bytes(MODULUS).unwrap()].concat());
    for modulus in [MODULUS, padded.as_str()] {
        let rsa = json!({ "kty": "RSA", "n": modulus, "e": "AQAB" });
        assert!(is_good(rsa.clone(), &Alg::RsaSsaPkcs1V15Sha256, RSA_SIGNED, RSA_SIGNATURE));
        assert!(!is_good(rsa.clone(), &Alg::RsaSsaPssSha256, RSA_SIGNED, RSA_SIGNATURE));
        assert!(!is_good(rsa.clone(), &Alg::RsaSsaPkcs1V15Sha512, RSA_SIGNED, RSA_SIGNATURE));
        assert!(!is_good(rsa, &Alg::RsaSsaPkcs1V15Sha256, SIGNED, RSA_SIGNATURE));
    }
}

//! The operators of a stack, as Cognito has them: a user pool and its clients from the template, and what API
//! Gateway's authorizer does with a token.

use crate::http::{call, client};
use data_encoding::BASE64URL_NOPAD;
use ring::signature::{RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents};
use serde_json::{Value, json};

/// Not one that anybody has.
const PASSWORD: &str = "Rain-on-9-docks!";

/// A user pool with one operator.
pub struct Cognito {
    address: String,
    pool: String,
    /// Ids of the clients, of the page and of the commands.
    page: String,
    command: String,
    operator: String,
    keys: Value,
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

async fn ask(address: &str, operation: &str, body: Value) -> Value {
    let target = format!("AWSCognitoIdentityProviderService.{operation}");
    call(address, &target, "1.1", body).await
}

impl Cognito {
    /// Makes it from what the template says, for a page at this address.
    pub async fn make(address: &str, template: &Value, site: &str) -> Self {
        let made = ask(address, "CreateUserPool", template["pool"].clone()).await;
        let pool = text(&made["UserPool"]["Id"]);
        let mut ids = Vec::new();
        for name in ["page", "command"] {
            let mut about = template["clients"][name].clone();
            about["UserPoolId"] = json!(pool);
            if name == "page" {
                about["CallbackURLs"] = json!([format!("{site}/sign-in.html")]);
            }
            let made = ask(address, "CreateUserPoolClient", about).await;
            ids.push(text(&made["UserPoolClient"]["ClientId"]));
        }
        let [page, command] = <[String; 2]>::try_from(ids).unwrap();
        let operator = text(&template["operator"]);
        let attribute = |name: &str, value: &str| json!({"Name": name, "Value": value});
        let user = json!({
            "UserPoolId": pool,
            "Username": operator,
            "UserAttributes": [attribute("email", &operator), attribute("email_verified", "true")],
            "MessageAction": "SUPPRESS",
        });
        ask(address, "AdminCreateUser", user).await;
        let password = json!({"UserPoolId": pool, "Username": operator, "Password": PASSWORD, "Permanent": true});
        ask(address, "AdminSetUserPassword", password).await;
        let keys = format!("{address}/{pool}/.well-known/jwks.json");
        let keys = client().get(keys).send().await.unwrap();
        Self {
            address: address.to_owned(),
            keys: serde_json::from_slice(&keys.bytes().await.unwrap()).unwrap(),
            pool,
            page,
            command,
            operator,
        }
    }

    /// What `sign-in.json` beside the page says.
    pub fn told(&self) -> Value {
        json!({"domain": self.address, "client": self.page, "command": self.command})
    }

    /// Who may sign in, and by which password.
    pub fn operator(&self) -> (&str, &str) {
        (&self.operator, PASSWORD)
    }

    /// The claims of a token that the pool gave to one of its clients and that has not expired, as the authorizer
    /// looks at it.
    pub fn claims(&self, token: &str) -> Option<Value> {
        let (signed, signature) = token.rsplit_once('.')?;
        let (header, claims) = signed.split_once('.')?;
        let json = |part: &str| -> Option<Value> {
            serde_json::from_slice(&BASE64URL_NOPAD.decode(part.as_bytes()).ok()?).ok()
        };
        let (header, claims) = (json(header)?, json(claims)?);
        let keys = self.keys["keys"].as_array()?;
        let key = keys.iter().find(|key| key["kid"] == header["kid"])?;
        let number = |name: &str| {
            let digits = key[name].as_str()?;
            BASE64URL_NOPAD.decode(digits.as_bytes()).ok()
        };
        let key = RsaPublicKeyComponents {
            n: number("n")?,
            e: number("e")?,
        };
        let signature = BASE64URL_NOPAD.decode(signature.as_bytes()).ok()?;
        key.verify(&RSA_PKCS1_2048_8192_SHA256, signed.as_bytes(), &signature)
            .ok()?;
        let ours = [&self.page, &self.command];
        let is_ours = ours.iter().any(|client| claims["aud"] == client.as_str())
            && claims["iss"].as_str()?.ends_with(&self.pool)
            && claims["exp"].as_i64()? > jiff::Timestamp::now().as_second();
        is_ours.then_some(claims)
    }
}

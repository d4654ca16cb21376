//! The two HTTP entries: the routers of `onloop-http` behind API Gateway.

use crate::environment::optional;
use crate::playbook_object::Reader;
use crate::{Error, Stack};
use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, header};
use axum::middleware::{self, Next};
use axum::response::Response;
use domain::OperatorId;
use lambda_http::RequestExt;
use lambda_http::request::RequestContext;
use onloop_http::{Doors, Hosts, SignedIn, TotalsCache};
use std::collections::HashMap;
use std::sync::Arc;

/// What the doors take for their own host: API Gateway answers for none but its own.
const HOST: &str = "gateway";

/// The operator's API. Who asks was signed in by Cognito and checked by API Gateway.
///
/// # Errors
/// That the runtime went away.
pub async fn serve_api(stack: Stack) -> Result<(), Error> {
    let router = onloop_http::router(doors(&stack), &[]);
    serve(stack, router).await
}

/// The public entries.
///
/// # Errors
/// As [`serve_api`].
pub async fn serve_public(stack: Stack) -> Result<(), Error> {
    let router = onloop_http::public_router(doors(&stack));
    serve(stack, router).await
}

fn doors(stack: &Stack) -> Doors {
    Doors {
        ports: stack.ports.clone(),
        hosts: Hosts(vec![HOST.to_owned()]),
        address: optional("ONLOOP_SITE").unwrap_or_default(),
        market: None,
        playbook: Arc::new(Reader(stack.playbook.clone())),
        // The table's stream wakes the relay.
        wake: Arc::new(|| {}),
        totals: Arc::new(TotalsCache::default()),
    }
}

async fn serve(stack: Stack, router: Router) -> Result<(), Error> {
    let app = router.layer(middleware::from_fn_with_state(stack, from_gateway));
    lambda_http::run(app).await
}

/// Host and Origin were API Gateway's to judge: no cookie is ever looked at, so a page of another origin
/// can't act for anybody.
async fn from_gateway(State(stack): State<Stack>, mut request: Request, next: Next) -> Response {
    stack.playbook.refresh(&stack.ports).await;
    let operator = request
        .request_context_ref()
        .and_then(claims)
        .and_then(operator);
    if let Some(operator) = operator {
        request.extensions_mut().insert(SignedIn(operator));
    }
    let headers = request.headers_mut();
    headers.insert(header::HOST, HeaderValue::from_static(HOST));
    headers.remove(header::ORIGIN);
    next.run(request).await
}

/// What the authorizer read from the token. It is not there on routes without one.
fn claims(context: &RequestContext) -> Option<&HashMap<String, String>> {
    match context {
        RequestContext::ApiGatewayV2(context) => {
            Some(&context.authorizer.as_ref()?.jwt.as_ref()?.claims)
        }
        _ => None,
    }
}

/// Whom the events will name: the mail address, else the name in the user pool.
fn operator(claims: &HashMap<String, String>) -> Option<OperatorId> {
    ["email", "cognito:username", "username"]
        .into_iter()
        .find_map(|name| OperatorId::parse(claims.get(name)?).ok())
}

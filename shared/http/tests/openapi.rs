//! The API's description as a snapshot: a change here is a change of what clients see.

#[test]
fn the_description_of_the_api_is_as_it_was_agreed() {
    insta::assert_json_snapshot!(onloop_http::openapi());
}

//! Glance: the images that servers start from.

use serde::Deserialize;

use crate::call::read;
use crate::{ApiError, Call, Method, Request, Response, Service};

/// An image.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Image {
    /// Its id, which is unique.
    pub id: String,
    /// Its name, which need not be.
    #[serde(default)]
    pub name: Option<String>,
    /// `public`, `community`, `shared` or `private`.
    #[serde(default)]
    pub visibility: String,
}

/// Lists those that can be used, by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListImages;

#[derive(Deserialize)]
struct Listed {
    images: Vec<Image>,
}

impl Call for ListImages {
    type Reply = Vec<Image>;

    fn request(&self) -> Request {
        Request::new(Service::Image, Method::Get, "/images?status=active&sort=name:asc&limit=1000")
    }

    fn reply(&self, response: &Response) -> Result<Vec<Image>, ApiError> {
        read::<Listed>(Service::Image, response).map(|listed| listed.images)
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;
    use crate::replay::{check, recorded};

    #[test]
    fn images_are_listed() {
        check(
            &ListImages,
            &recorded!("glance/images"),
            expect![[r#"
            Glance GET /images?status=active&sort=name:asc&limit=1000
            [
                Image {
                    id: "0fc8c3bd-bb26-47aa-93e4-109da813bd03",
                    name: Some(
                        "CC-CentOS8",
                    ),
                    visibility: "public",
                },
                Image {
                    id: "eff76bda-59c5-4c1b-b2d4-a95ebd45e8b0",
                    name: Some(
                        "CC-Ubuntu22.04",
                    ),
                    visibility: "public",
                },
            ]
        "#]],
        );
    }
}
